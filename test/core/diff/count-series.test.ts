import { describe, expect, it } from 'vitest';
import { parseCountSeries } from '../../../src/core/diff/count-series.ts';

const first = (line: string) => {
  const result = parseCountSeries(line);
  return result.ok ? result.series[0]?.points[0] : result.message;
};

describe('parseCountSeries', () => {
  it.each([
    ['2026/11/20 10:00:00 Goroutines: 120', { time: '2026-11-20T10:00:00.000Z', count: 120 }],
    [
      'time=2026-11-20T10:00:00.5+01:00 level=INFO msg=stats goroutines=42',
      { time: '2026-11-20T09:00:00.500Z', count: 42 },
    ],
    [
      '{"level":"info","ts":1763632800.25,"msg":"x","num_goroutines":7}',
      { time: '2025-11-20T10:00:00.250Z', count: 7 },
    ],
    ['runtime.NumGoroutine() = 19', { time: null, count: 19 }],
    ['there are 5 goroutines', { time: null, count: 5 }],
    ['go_goroutines{job="api"} 88', { time: null, count: 88 }],
    ['/sched/goroutines:goroutines 31', { time: null, count: 31 }],
  ])('reads %s', (line, point) => {
    expect(first(line)).toEqual(point);
  });

  it('reads a range answer of Prometheus, a series a target', () => {
    const answer = JSON.stringify({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: { __name__: 'go_goroutines', pod: 'a' },
            values: [
              [1763632860, '12'],
              [1763632800, '10'],
              [1763632920, 'NaN'],
            ],
          },
          { metric: { __name__: 'go_threads', pod: 'a' }, values: [[1763632800, '3']] },
          { metric: { pod: 'b' }, values: [[1763632800, '4']] },
        ],
      },
    });
    expect(parseCountSeries(answer)).toEqual({
      ok: true,
      series: [
        {
          name: 'pod=a',
          points: [
            { time: '2025-11-20T10:00:00.000Z', count: 10 },
            { time: '2025-11-20T10:01:00.000Z', count: 12 },
          ],
        },
        { name: 'pod=b', points: [{ time: '2025-11-20T10:00:00.000Z', count: 4 }] },
      ],
    });
  });

  it('orders log lines by time and leaves out others', () => {
    const result = parseCountSeries(
      '2026-11-20T10:05:00Z goroutines=9\nnothing here\ngoroutine 5 [running]:\n2026-11-20T10:00:00Z goroutines=3\n',
    );
    expect(result.ok && result.series[0]?.points.map(({ count }) => count)).toEqual([3, 9]);
  });

  it('says what is wrong', () => {
    expect(parseCountSeries('hello')).toMatchObject({ ok: false, message: 'no goroutine count was found in it' });
    expect(parseCountSeries('{"status":"error","error":"bad query"}')).toMatchObject({
      ok: false,
      message: 'Prometheus answered with an error: bad query',
    });
    expect(
      parseCountSeries('{"status":"success","data":{"result":[{"metric":{"__name__":"up"},"values":[[1,"1"]]}]}}'),
    ).toMatchObject({
      ok: false,
    });
    expect(parseCountSeries('{"status":"success","data":3}')).toMatchObject({ ok: false });
  });
});
