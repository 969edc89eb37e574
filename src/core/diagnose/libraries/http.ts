import type { LibraryFamily } from './family.ts';

/** Clients of HTTP, and of what is spoken over it. */
export const HTTP_FAMILIES: readonly LibraryFamily[] = [
  {
    id: 'http1-client-connection',
    noun: 'client connection',
    library: 'net/http',
    pattern: 'http-body',
    close: 'defer resp.Body.Close()',
    members: ['net/http.(*persistConn).readLoop', 'net/http.(*persistConn).writeLoop'],
  },
  {
    id: 'http2-client-stream',
    noun: 'HTTP/2 stream',
    library: 'net/http',
    pattern: 'http-body',
    close: 'defer resp.Body.Close()',
    members: [
      'net/http.(*http2clientStream).doRequest',
      'net/http/internal/http2.(*clientStream).doRequest',
      'golang.org/x/net/http2.(*clientStream).doRequest',
    ],
  },
  {
    id: 'http2-client-connection',
    noun: 'HTTP/2 client connection',
    library: 'net/http',
    pattern: 'client-not-closed',
    close: 'client.CloseIdleConnections()',
    members: [
      'net/http.(*http2clientConnReadLoop).run',
      'net/http.(*http2ClientConn).readLoop',
      'net/http/internal/http2.(*ClientConn).readLoop',
      'golang.org/x/net/http2.(*ClientConn).readLoop',
    ],
  },
  {
    id: 'websocket-coder',
    noun: 'WebSocket connection',
    library: 'github.com/coder/websocket',
    pattern: 'client-not-closed',
    close: 'defer conn.CloseNow()',
    members: ['github.com/coder/websocket.(*Conn).timeoutLoop', 'nhooyr.io/websocket.(*Conn).timeoutLoop'],
  },
  {
    id: 'quic',
    noun: 'QUIC connection',
    library: 'github.com/quic-go/quic-go',
    pattern: 'client-not-closed',
    close: 'defer conn.CloseWithError(0, "")',
    members: [
      'github.com/quic-go/quic-go.(*connection).run',
      'github.com/quic-go/quic-go.(*Conn).run',
      'github.com/quic-go/quic-go.(*Transport).listen',
      'github.com/quic-go/quic-go.(*Transport).runSendQueue',
      'github.com/quic-go/quic-go.(*sendQueue).Run',
    ],
  },
  {
    id: 'tls-handshake',
    noun: 'TLS handshake',
    library: 'crypto/tls',
    pattern: 'io-no-deadline',
    close: 'a context with a timeout for the handshake',
    members: ['crypto/tls.(*Conn).handshakeContext'],
  },
];
