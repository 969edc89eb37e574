// Package audit writes who looked at what.
package audit

import (
	"io"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// Look logs a look at a record.
func Look(out io.Writer, who, patient string) {
	log, _ := logger(out)
	defer log.Sync()
	log.Info("look", zap.String("who", who), zap.String("patient", patient))
}

// LookStopped does so and stops the log's buffer.
func LookStopped(out io.Writer, who, patient string) {
	log, buffer := logger(out)
	defer buffer.Stop()
	log.Info("look", zap.String("who", who), zap.String("patient", patient))
}

func logger(out io.Writer) (*zap.Logger, *zapcore.BufferedWriteSyncer) {
	buffer := &zapcore.BufferedWriteSyncer{WS: zapcore.AddSync(out), FlushInterval: 5 * time.Second}
	encoder := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	return zap.New(zapcore.NewCore(encoder, buffer, zap.InfoLevel)), buffer
}
