// Package dispatch is the gRPC service by which the utility switches loads in
// homes, and the homes' side of it.
package dispatch

import (
	"context"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// Relays has what waits for a relay's acknowledgement.
type Relays struct {
	mu      sync.Mutex
	pending map[string][]chan bool
}

func (r *Relays) expect(load string) <-chan bool {
	acked := make(chan bool, 1)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pending == nil {
		r.pending = map[string][]chan bool{}
	}
	r.pending[load] = append(r.pending[load], acked)
	return acked
}

// Acknowledge is called when a relay has switched.
func (r *Relays) Acknowledge(load string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, acked := range r.pending[load] {
		acked <- true
	}
	delete(r.pending, load)
}

type server interface {
	shed(ctx context.Context, load string) error
}

type careless struct{ *Relays }

func (c careless) shed(_ context.Context, load string) error {
	<-c.expect(load) // mark: dispatch-acked
	return nil
}

type careful struct{ *Relays }

func (c careful) shed(ctx context.Context, load string) error {
	select { // mark: dispatch-acked-context
	case <-c.expect(load):
		return nil
	case <-ctx.Done():
		return status.FromContextError(ctx.Err()).Err()
	}
}

func handle(s any, ctx context.Context, dec func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
	load := new(wrapperspb.StringValue)
	if err := dec(load); err != nil {
		return nil, status.Error(codes.InvalidArgument, err.Error())
	}
	return new(emptypb.Empty), s.(server).shed(ctx, load.GetValue())
}

// NewServer returns a server whose handlers look at their context, or don't.
func NewServer(relays *Relays, look bool) *grpc.Server {
	var impl server = careless{relays}
	if look {
		impl = careful{relays}
	}
	s := grpc.NewServer()
	s.RegisterService(&grpc.ServiceDesc{
		ServiceName: "gridhub.Dispatch", HandlerType: (*server)(nil),
		Methods: []grpc.MethodDesc{{MethodName: "Shed", Handler: handle}},
	}, impl)
	return s
}

// Dial returns a connection to a server.
func Dial(addr string) (*grpc.ClientConn, error) {
	return grpc.NewClient("passthrough:"+addr, grpc.WithTransportCredentials(insecure.NewCredentials()))
}

// Shed switches a load off.
func Shed(ctx context.Context, conn *grpc.ClientConn, load string) error {
	return conn.Invoke(ctx, "/gridhub.Dispatch/Shed", wrapperspb.String(load), new(emptypb.Empty))
}
