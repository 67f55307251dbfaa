import type { SubmissionEvent } from '@codearena/contracts';
import type { EventBus, Unsubscribe } from '@codearena/core';

export type Listener = {
  receive(event: SubmissionEvent): void;
  /** Something may have been lost on the way: the store knows. */
  catchUp(): void;
};
export type Channels = ReturnType<typeof createChannels>;

type Channel = { listeners: Set<Listener>; joined: Promise<Unsubscribe> };

/** One bus subscription per submission and process, however many watch it; given up when the last one leaves. */
export function createChannels(bus: EventBus, onError: (error: unknown) => void) {
  const channels = new Map<string, Channel>();

  /** Resolves once events reach the listener; gives the way to leave. */
  async function join(id: string, listener: Listener): Promise<() => void> {
    const channel = channels.get(id) ?? open(id);
    channel.listeners.add(listener);
    const leaveOnce = () => leave(id, channel, listener);
    try {
      await channel.joined;
    } catch (error) {
      leaveOnce();
      throw error;
    }
    return leaveOnce;
  }

  function open(id: string): Channel {
    const listeners = new Set<Listener>();
    const receive = (event: SubmissionEvent): void => {
      for (const listener of listeners) listener.receive(event);
    };
    const joined = bus.subscribe(id, receive, () => {
      for (const listener of listeners) listener.catchUp();
    });
    const channel = { listeners, joined };
    channels.set(id, channel);
    return channel;
  }

  function leave(id: string, channel: Channel, listener: Listener): void {
    if (!channel.listeners.delete(listener) || channel.listeners.size > 0) return;
    if (channels.get(id) === channel) channels.delete(id);
    channel.joined.then((unsubscribe) => unsubscribe()).catch(onError);
  }

  return { join, size: () => channels.size };
}
