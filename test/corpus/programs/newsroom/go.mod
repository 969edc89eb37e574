module heraldpress.news/newsroom

go 1.23

require (
	github.com/Jeffail/tunny v0.1.4
	github.com/cenkalti/backoff/v4 v4.3.0
	github.com/eapache/channels v1.1.0
	github.com/gorilla/websocket v1.5.3
	github.com/klauspost/compress v1.17.11
	github.com/nsqio/go-nsq v1.1.0
	github.com/nxadm/tail v1.4.11
	github.com/sirupsen/logrus v1.9.3
	golang.org/x/crypto v0.31.0
	golang.org/x/sync v0.10.0
	harness v0.0.0
)

require (
	github.com/eapache/queue v1.1.0 // indirect
	github.com/fsnotify/fsnotify v1.6.0 // indirect
	github.com/golang/snappy v0.0.1 // indirect
	golang.org/x/sys v0.28.0 // indirect
	gopkg.in/tomb.v1 v1.0.0-20141024135613-dd632973f1e7 // indirect
)

replace harness => ../harness
