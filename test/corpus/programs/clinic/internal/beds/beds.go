// Package beds is a gRPC service that streams which beds are free.
package beds

import (
	"context"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// Board has a channel for each who watches.
type Board struct {
	mu       sync.Mutex
	watchers map[chan string]bool
}

func (b *Board) join() (updates chan string, leave func()) {
	updates = make(chan string, 4)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.watchers == nil {
		b.watchers = map[chan string]bool{}
	}
	b.watchers[updates] = true
	updates <- "all free"
	return updates, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.watchers, updates)
	}
}

func (b *Board) watch(_ any, stream grpc.ServerStream) error {
	updates, leave := b.join()
	defer leave()
	for update := range updates { // mark: beds-updates
		if err := stream.SendMsg(wrapperspb.String(update)); err != nil {
			return err
		}
	}
	return nil
}

func (b *Board) watchContext(_ any, stream grpc.ServerStream) error {
	updates, leave := b.join()
	defer leave()
	for {
		select { // mark: beds-updates-context
		case update := <-updates:
			if err := stream.SendMsg(wrapperspb.String(update)); err != nil {
				return err
			}
		case <-stream.Context().Done():
			return stream.Context().Err()
		}
	}
}

func (b *Board) count(_ any, ctx context.Context, dec func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
	return wrapperspb.Int32(12), dec(new(emptypb.Empty))
}

// Register registers the service: Watch, which looks at updates alone,
// WatchContext, which sees its client leave, and Count.
func Register(s *grpc.Server, b *Board) {
	s.RegisterService(&grpc.ServiceDesc{
		ServiceName: "clinic.Beds", HandlerType: (*any)(nil),
		Methods: []grpc.MethodDesc{{MethodName: "Count", Handler: b.count}},
		Streams: []grpc.StreamDesc{
			{StreamName: "Watch", Handler: b.watch, ServerStreams: true},
			{StreamName: "WatchContext", Handler: b.watchContext, ServerStreams: true},
		},
	}, b)
}

// Dial returns a connection to addr.
func Dial(addr string) (*grpc.ClientConn, error) {
	return grpc.NewClient("passthrough:"+addr, grpc.WithTransportCredentials(insecure.NewCredentials()))
}

// Watch reads a stream's first update and leaves the stream open.
func Watch(ctx context.Context, conn *grpc.ClientConn, method string) error {
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, "/clinic.Beds/"+method)
	if err != nil {
		return err
	}
	if err := stream.SendMsg(new(emptypb.Empty)); err != nil {
		return err
	}
	return stream.RecvMsg(new(wrapperspb.StringValue))
}

// Count returns how many beds are free.
func Count(ctx context.Context, conn *grpc.ClientConn) (int, error) {
	n := new(wrapperspb.Int32Value)
	err := conn.Invoke(ctx, "/clinic.Beds/Count", new(emptypb.Empty), n)
	return int(n.GetValue()), err
}

// key is what a connection of the cache is for.
type key struct {
	addr string
	ctx  context.Context
}

// Cache keeps connections.
type Cache struct {
	mu     sync.Mutex
	byKey  map[key]*grpc.ClientConn
	byAddr map[string]*grpc.ClientConn
}

// For returns the connection to addr for a request.
func (c *Cache) For(ctx context.Context, addr string) (*grpc.ClientConn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if conn, ok := c.byKey[key{addr, ctx}]; ok {
		return conn, nil
	}
	conn, err := Dial(addr)
	if err != nil {
		return nil, err
	}
	if c.byKey == nil {
		c.byKey = map[key]*grpc.ClientConn{}
	}
	c.byKey[key{addr, ctx}] = conn
	return conn, nil
}

// ForAddr returns the connection to addr.
func (c *Cache) ForAddr(_ context.Context, addr string) (*grpc.ClientConn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if conn, ok := c.byAddr[addr]; ok {
		return conn, nil
	}
	conn, err := Dial(addr)
	if err != nil {
		return nil, err
	}
	if c.byAddr == nil {
		c.byAddr = map[string]*grpc.ClientConn{}
	}
	c.byAddr[addr] = conn
	return conn, nil
}
