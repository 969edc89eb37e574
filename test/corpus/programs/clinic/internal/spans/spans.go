// Package spans traces what the clinic does.
package spans

import (
	"context"

	"go.opentelemetry.io/otel/sdk/trace"
)

// Traced runs do in a span of its own.
func Traced(ctx context.Context, exporter trace.SpanExporter, do func(context.Context)) {
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	ctx, span := provider.Tracer("clinic").Start(ctx, "do")
	defer span.End()
	do(ctx)
}

// TracedBy does so with a provider that it is given.
func TracedBy(ctx context.Context, provider *trace.TracerProvider, do func(context.Context)) {
	ctx, span := provider.Tracer("clinic").Start(ctx, "do")
	defer span.End()
	do(ctx)
}
