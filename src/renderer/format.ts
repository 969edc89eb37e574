import type { Settings } from '../ipc/contract.ts';

/** Numbers as the person wants them read. All of them exact but `short` and `bytes`. */
export interface Numbers {
  count(value: number): string;
  /** With its sign, a true minus: "+5,002", "−3", "0". */
  change(value: number): string;
  percent(share: number): string;
  /** "×5.2"; "" where there was nothing before. */
  factor(before: number, after: number): string;
  bytes(value: number): string;
}

export function numbersFor(style: Settings['numbers']): Numbers {
  const count = counter(style);
  return {
    count,
    change: (value) => (value > 0 ? `+${count(value)}` : value < 0 ? `−${count(-value)}` : '0'),
    percent: (share) => {
      const percent = share * 100;
      if (percent > 0 && percent < 0.1) return '< 0.1 %';
      // What is not all never reads as all.
      if (percent > 99.95 && percent < 100) return '> 99.9 %';
      if (percent >= 99.5 && percent < 100) return `${Math.min(percent, 99.9).toFixed(1)} %`;
      return `${percent >= 10 || percent === 0 ? percent.toFixed(0) : percent.toFixed(1)} %`;
    },
    factor: (before, after) => {
      if (before <= 0 || after <= 0) return '';
      const factor = after / before;
      return `×${factor >= 100 ? count(Math.round(factor)) : factor.toFixed(factor >= 10 ? 0 : 1).replace(/\.0$/, '')}`;
    },
    bytes: (value) => {
      if (value < 1024) return `${count(value)} B`;
      const [size, unit] =
        value < 1024 ** 2
          ? [value / 1024, 'KiB']
          : value < 1024 ** 3
            ? [value / 1024 ** 2, 'MiB']
            : [value / 1024 ** 3, 'GiB'];
      return `${size.toFixed(size < 10 ? 1 : 0)} ${unit}`;
    },
  };
}

function counter(style: Settings['numbers']): (value: number) => string {
  switch (style) {
    case 'plain':
      return (value) => String(round(value));
    case 'space': {
      const format = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
      return (value) => format.format(value).replaceAll(',', '\u202f');
    }
    default: {
      const format = new Intl.NumberFormat(style === 'comma' ? 'en' : undefined, { maximumFractionDigits: 2 });
      return (value) => format.format(value);
    }
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** "14:02:11" in UTC, as captures state it; "" where the text is no time. */
export function clockTime(iso: string): string {
  return /T(\d\d:\d\d:\d\d)/.exec(iso)?.[1] ?? '';
}

/** A day and a time for a list: "2026-11-21 14:02". */
export function dayAndTime(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

/** "≥ 25 min", "≥ 3 h 10 min", "≥ 2 d 4 h": whole minutes of waiting are floors. */
export function waiting(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** A clause with its full stop, unless it brings one. */
export function sentence(text: string): string {
  return text === '' || /[.!?…:]$/.test(text) ? text : `${text}.`;
}
