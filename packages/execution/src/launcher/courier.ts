import { randomBytes } from 'node:crypto';
import { statSync, type BigIntStats } from 'node:fs';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { SandboxFault } from '@codearena/core';
import { createExchange, READ_AT_ONCE_BYTES, type Exchange } from './exchange.ts';
import { REPLY, REQUEST } from './frames.ts';
import { encodeCourier, encodeErrand } from './messages.ts';

/** Has large files taken to a lane by a process of the launcher's, so that their bytes do not pass through this one. */
export type Courier = {
  /**
   * Has the file brought to the lane with this slot, for the run that names the token. Undefined where the file must be sent with
   * the run: because it is small, or because the courier cannot take it.
   */
  bring(slot: number, file: string): Promise<bigint | undefined>;
  /** Resolves when the courier has gone. */
  destroy(): Promise<void>;
};

export type CourierOptions = {
  /** A new connection to the launcher. */
  connect: () => Promise<Duplex>;
  /** The lane on whose processor it works. */
  lane: number;
  /** Whatever it could not take goes the slower way, and nobody would notice. */
  onRefused: (error: unknown) => void;
};

/** A launcher that has no courier for us now need not be asked for every file. */
const ASK_AGAIN_MS = 10_000;

export function createCourier({ connect, lane, onRefused }: CourierOptions): Courier {
  let exchange: Exchange | undefined;
  let opened: Promise<Exchange> | undefined;
  let notBefore = 0;
  let sentAway = false;

  async function open(): Promise<Exchange> {
    exchange = undefined;
    const made = createExchange(await connect());
    exchange = made;
    try {
      if (sentAway) throw new SandboxFault('courier', 'The courier was sent away');
      await made.request(REQUEST.courier, encodeCourier(lane), REPLY.done);
      return made;
    } catch (error) {
      await made.destroy('The courier did not come');
      throw error;
    }
  }

  /** Opened with the first file, and anew when it has gone; one for all who ask. */
  function current(): Promise<Exchange> {
    const gone = exchange !== undefined && !exchange.usable();
    if (opened !== undefined && !gone) return opened;
    if (sentAway || performance.now() < notBefore) return Promise.reject(new SandboxFault('courier', 'There is no courier'));
    const opening = open();
    opening.catch(() => {
      notBefore = performance.now() + ASK_AGAIN_MS;
      if (opened === opening) opened = undefined;
    });
    opened = opening;
    return opening;
  }

  async function carry(slot: number, place: string, file: BigIntStats): Promise<bigint> {
    const token = randomBytes(8).readBigUInt64LE();
    const open = await current();
    await open.request(REQUEST.bring, encodeErrand({ slot, token, path: path.resolve(place), file }), REPLY.done);
    return token;
  }

  return {
    async bring(slot, file) {
      try {
        const stat = statSync(file, { bigint: true });
        return stat.size <= READ_AT_ONCE_BYTES ? undefined : await carry(slot, file, stat);
      } catch (error) {
        if (!sentAway) onRefused(error);
        return undefined;
      }
    },
    async destroy() {
      sentAway = true;
      await exchange?.destroy('The courier was sent away');
      await opened?.catch(() => undefined);
    },
  };
}
