import { api } from './api/api.ts';
import { compile } from './compile/compile.ts';
import { data } from './data/data.ts';
import { events } from './events/events.ts';
import type { Bench } from './frame/bench.ts';
import { judge } from './judge/judge.ts';
import { load } from './load/load.ts';
import { profile } from './profile/profile.ts';
import { sandbox } from './sandbox/sandbox.ts';
import { web } from './web/web.ts';

/** Every bench, in the order in which `all` runs them. */
export const BENCHES: readonly Bench[] = [sandbox, compile, judge, api, events, web, load, data, profile];
