// Package weighbridge reads weights from the scale's driver, a named pipe.
package weighbridge

import (
	"fmt"
	"os"
	"syscall"
	"time"
)

// Weight waits for the driver and returns what it says.
func Weight(pipe string) (kilos int, err error) {
	driver, err := os.Open(pipe) // mark: weighbridge-open
	if err != nil {
		return 0, err
	}
	defer driver.Close()
	_, err = fmt.Fscan(driver, &kilos)
	return kilos, err
}

// WeightWithin waits no longer than d.
func WeightWithin(pipe string, d time.Duration) (kilos int, err error) {
	driver, err := os.OpenFile(pipe, os.O_RDWR|syscall.O_NONBLOCK, 0)
	if err != nil {
		return 0, err
	}
	defer driver.Close()
	if err := driver.SetReadDeadline(time.Now().Add(d)); err != nil {
		return 0, err
	}
	_, err = fmt.Fscan(driver, &kilos)
	return kilos, err
}
