/** The part of Engine.IO's connection that tells when packets are made and when the transport takes what has gathered. */
type PacketSource = { on(event: 'packetCreate' | 'flush', listener: () => void): unknown };

/** How many packets wait because the client's connection does not take them. */
export function countBacklog(connection: PacketSource): () => number {
  let waiting = 0;
  connection.on('packetCreate', () => (waiting += 1));
  connection.on('flush', () => (waiting = 0));
  return () => waiting;
}
