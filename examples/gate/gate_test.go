package gate

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"checkout"
	"checkout/receipts"
	"gate/snapshot"
)

// slowRisk answers after the shopper has hung up.
type slowRisk struct{}

func (slowRisk) Check(ctx context.Context, _ checkout.Order) (checkout.RiskResult, error) {
	select {
	case <-time.After(60 * time.Millisecond):
		return checkout.RiskResult{Approved: true}, nil
	case <-ctx.Done():
		return checkout.RiskResult{}, ctx.Err()
	}
}

// TestUnderLoad keeps a snapshot from before the load and one from after it.
// What has grown between them, and must not, is for straggler to say.
func TestUnderLoad(t *testing.T) {
	pool := receipts.NewPool(4)
	defer pool.Stop()
	shop := httptest.NewServer(checkout.New(slowRisk{}, nil, pool).Routes(os.Getenv("FIXED") == "1"))
	defer shop.Close()

	load(shop.URL, 10) // what starts with the first requests and stays is no leak
	keep(t, "goroutines/before.txt")
	load(shop.URL, 100)
	keep(t, "goroutines/after.txt")
}

// load sends orders whose shoppers do not wait for the answer.
func load(url string, orders int) {
	client := &http.Client{Timeout: 10 * time.Millisecond}
	for range orders {
		answer, err := client.Post(url+"/checkout", "application/x-www-form-urlencoded", strings.NewReader("id=1&total=100"))
		if err == nil {
			answer.Body.Close()
		}
	}
	client.CloseIdleConnections()
}

// keep writes a snapshot once the number of goroutines stands still.
func keep(t *testing.T, path string) {
	for last, same := 0, 0; same < 5; time.Sleep(50 * time.Millisecond) {
		if n := runtime.NumGoroutine(); n == last {
			same++
		} else {
			last, same = n, 0
		}
	}
	if err := snapshot.Write(path); err != nil {
		t.Fatal(err)
	}
}
