import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
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

export function createCourier({ connect, lane, onRefused }: CourierOptions): Courier {
  let opened: Promise<Exchange> | undefined;
  let sentAway = false;

  async function open(): Promise<Exchange> {
    const exchange = createExchange(await connect());
    try {
      await exchange.request(REQUEST.courier, encodeCourier(lane), REPLY.done);
      return exchange;
    } catch (error) {
      await exchange.destroy('The courier did not come');
      throw error;
    }
  }

  /** Opened with the first file, and anew when it has gone. */
  async function current(): Promise<Exchange> {
    const exchange = await opened?.catch(() => undefined);
    if (exchange?.usable()) return exchange;
    if (sentAway) throw new SandboxFault('courier', 'The courier was sent away');
    opened = open();
    return opened;
  }

  async function carry(slot: number, file: string): Promise<bigint> {
    const token = randomBytes(8).readBigUInt64LE();
    const exchange = await current();
    await exchange.request(REQUEST.bring, encodeErrand(slot, token, path.resolve(file)), REPLY.done);
    return token;
  }

  return {
    async bring(slot, file) {
      try {
        return statSync(file).size <= READ_AT_ONCE_BYTES ? undefined : await carry(slot, file);
      } catch (error) {
        onRefused(error);
        return undefined;
      }
    },
    async destroy() {
      sentAway = true;
      const exchange = await opened?.catch(() => undefined);
      await exchange?.destroy('The courier was sent away');
    },
  };
}
