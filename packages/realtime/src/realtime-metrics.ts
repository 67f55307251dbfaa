import { Counter, Gauge, type Registry } from 'prom-client';

export type RealtimeMetrics = ReturnType<typeof createRealtimeMetrics>;

export function createRealtimeMetrics(registry: Registry) {
  const registers = [registry];
  return {
    connections: new Gauge({ name: 'codearena_realtime_connections', help: 'Clients connected', registers }),
    subscriptions: new Gauge({ name: 'codearena_realtime_subscriptions', help: 'Submissions being watched, once per client', registers }),
    sent: new Counter({ name: 'codearena_realtime_events_sent_total', help: 'Events sent to clients', labelNames: ['event'], registers }),
    dropped: new Counter({ name: 'codearena_realtime_events_dropped_total', help: 'Intermediate events not sent to clients that are too slow', registers }),
  };
}
