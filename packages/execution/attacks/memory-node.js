// tries: fill memory from JavaScript, outside of the heap too
// layer: cgroup memory
// limits: memory=64 cpu=8000 wall=20000
// expect: limit memory | signaled SIGABRT | exited 134 | signaled SIGTRAP

const hoard = [];
for (let i = 0; i < 800; i++) hoard.push(Buffer.alloc(1 << 20, 1));
console.log('ESCAPED with', hoard.length, 'MiB');
