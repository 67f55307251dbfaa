/**
 * The embedded server's settings: one machine, few connections, small when idle, and durable: `fsync`,
 * `full_page_writes` and `synchronous_commit` keep their defaults (on).
 */
export function serverSettings(socketDirectory: string, overrides: Readonly<Record<string, string>> = {}): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '64MB',
    maintenance_work_mem: '32MB',
    // Nothing here replicates or archives.
    wal_level: 'minimal',
    max_wal_senders: '0',
    min_wal_size: '32MB',
    max_wal_size: '512MB',
    // Worker processes cost memory and help large analytical queries only.
    io_method: 'sync',
    max_worker_processes: '2',
    max_parallel_workers: '0',
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    max_logical_replication_workers: '0',
    autovacuum_max_workers: '1',
    jit: 'off',
    huge_pages: 'off',
    // The password has 256 random bits: hashing it many times would only slow each connection down.
    scram_iterations: '1',
    log_line_prefix: '%m [%p] ',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    ...overrides,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
