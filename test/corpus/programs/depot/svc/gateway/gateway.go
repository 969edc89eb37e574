// Package gateway passes requests on to the depot's other services.
package gateway

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"
)

// New returns a proxy to the service at addr that keeps its connections.
func New(addr string) http.Handler {
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: addr})
	proxy.Transport = &http.Transport{MaxIdleConnsPerHost: 256, IdleConnTimeout: 10 * time.Minute}
	return proxy
}
