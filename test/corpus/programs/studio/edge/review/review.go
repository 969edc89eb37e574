// Package review is a gRPC service: reviewers ask for verdicts and footage.
package review

import (
	"context"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// Room is where films are looked at.
type Room struct{ Verdicts chan string }

func (room *Room) verdict(_ any, _ context.Context, dec func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
	if err := dec(new(emptypb.Empty)); err != nil {
		return nil, err
	}
	return wrapperspb.String(<-room.Verdicts), nil // mark: review-verdict
}

func (room *Room) verdictContext(_ any, ctx context.Context, dec func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
	if err := dec(new(emptypb.Empty)); err != nil {
		return nil, err
	}
	select { // mark: review-verdict-context
	case verdict := <-room.Verdicts:
		return wrapperspb.String(verdict), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (room *Room) footage(_ any, stream grpc.ServerStream) error {
	reel := wrapperspb.String(strings.Repeat("frame ", 1<<13))
	for range 1000 {
		if err := stream.SendMsg(reel); err != nil { // mark: review-footage
			return err
		}
	}
	return nil
}

// Register registers the service.
func Register(s *grpc.Server, room *Room) {
	s.RegisterService(&grpc.ServiceDesc{
		ServiceName: "studio.Review", HandlerType: (*any)(nil),
		Methods: []grpc.MethodDesc{{MethodName: "Verdict", Handler: room.verdict}, {MethodName: "VerdictContext", Handler: room.verdictContext}},
		Streams: []grpc.StreamDesc{{StreamName: "Footage", Handler: room.footage, ServerStreams: true}},
	}, room)
}

// Dial returns a connection to addr.
func Dial(addr string) (*grpc.ClientConn, error) {
	return grpc.NewClient("passthrough:"+addr, grpc.WithTransportCredentials(insecure.NewCredentials()))
}

// Ask asks for a verdict and gives up when its time is over.
func Ask(conn *grpc.ClientConn, method string, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	return conn.Invoke(ctx, "/studio.Review/"+method, new(emptypb.Empty), new(wrapperspb.StringValue))
}

// Footage asks for footage and reads the first of it.
func Footage(ctx context.Context, conn *grpc.ClientConn) error {
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, "/studio.Review/Footage")
	if err != nil {
		return err
	}
	if err := stream.SendMsg(new(emptypb.Empty)); err != nil {
		return err
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	return stream.RecvMsg(new(wrapperspb.StringValue))
}
