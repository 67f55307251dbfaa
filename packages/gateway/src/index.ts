export type { DashboardQueue } from './dashboard/board.ts';
export { createGateway, createStatusApp, RUNS_PER_SUBMISSION, type Gateway, type GatewayConfig, type GatewayDependencies } from './gateway.ts';
