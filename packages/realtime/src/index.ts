export { createRealtime, type Realtime, type RealtimeDependencies } from './realtime.ts';
