// Package deliver brings films to cinemas and fetches what they send back, and
// keeps a record of it.
package deliver

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/memberlist"
	"github.com/nxadm/tail"
	"golang.org/x/crypto/ssh"
	"gopkg.in/natefinch/lumberjack.v2"
)

// Bring runs a cinema's intake over SSH.
func Bring(addr string, config *ssh.ClientConfig, film string) error {
	client, err := ssh.Dial("tcp", addr, config)
	if err != nil {
		return err
	}
	return bring(client, film)
}

// BringClosed is Bring that closes its connection.
func BringClosed(addr string, config *ssh.ClientConfig, film string) error {
	client, err := ssh.Dial("tcp", addr, config)
	if err != nil {
		return err
	}
	defer client.Close()
	return bring(client, film)
}

func bring(client *ssh.Client, film string) error {
	ok, _, err := client.SendRequest("intake@cinema", true, []byte(film))
	if err == nil && !ok {
		err = errors.New("deliver: refused")
	}
	return err
}

// Receipt saves what a cinema signed, unless it has not signed yet.
func Receipt(client *resty.Client, url string, save io.Writer) error {
	resp, err := client.R().SetDoNotParseResponse(true).Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode() != http.StatusOK {
		return fmt.Errorf("deliver: %s", resp.Status())
	}
	defer resp.RawBody().Close()
	_, err = io.Copy(save, resp.RawBody())
	return err
}

// ReceiptClosed is Receipt that closes the body whatever it says.
func ReceiptClosed(client *resty.Client, url string, save io.Writer) error {
	resp, err := client.R().SetDoNotParseResponse(true).Get(url)
	if err != nil {
		return err
	}
	defer resp.RawBody().Close()
	if resp.StatusCode() != http.StatusOK {
		return fmt.Errorf("deliver: %s", resp.Status())
	}
	_, err = io.Copy(save, resp.RawBody())
	return err
}

// Record writes a delivery's log, a file a day, and closes it.
func Record(dir, film string, lines ...string) error {
	log := &lumberjack.Logger{Filename: filepath.Join(dir, film+".log"), MaxBackups: 5, Compress: true}
	for _, line := range lines {
		if _, err := fmt.Fprintln(log, line); err != nil {
			return err
		}
	}
	return errors.Join(log.Rotate(), log.Close())
}

// RecordTo writes a delivery's log to the one that all share.
func RecordTo(log *lumberjack.Logger, film string, lines ...string) error {
	for _, line := range lines {
		if _, err := fmt.Fprintln(log, film, line); err != nil {
			return err
		}
	}
	return log.Rotate()
}

// Progress follows a job's log and reports the first line that says how far
// it is.
func Progress(file string) (string, error) {
	t, err := tail.TailFile(file, tail.Config{Follow: true, MustExist: true, Logger: tail.DiscardingLogger})
	if err != nil {
		return "", err
	}
	line := <-t.Lines
	return line.Text, line.Err
}

// ProgressStopped is Progress that stops following then.
func ProgressStopped(file string) (string, error) {
	t, err := tail.TailFile(file, tail.Config{Follow: true, MustExist: true, Logger: tail.DiscardingLogger})
	if err != nil {
		return "", err
	}
	defer t.Stop()
	line := <-t.Lines
	return line.Text, line.Err
}

// Join makes this process a member of the render farm's cluster.
func Join(name string) (*memberlist.Memberlist, error) {
	config := memberlist.DefaultLocalConfig()
	config.Name, config.BindAddr, config.BindPort, config.AdvertisePort = name, "127.0.0.1", 0, 0
	config.LogOutput = io.Discard
	config.ProbeInterval = time.Minute
	return memberlist.Create(config)
}
