// Package spin watches flags without waiting.
package spin

// Watch looks at the flag until it is set, without a pause.
func Watch(flag <-chan struct{}, seen func()) {
	for {
		select {
		case <-flag:
			seen()
			return
		default:
		}
	}
}
