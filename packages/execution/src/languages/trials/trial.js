const [mode, ...values] = require('fs').readFileSync(0, 'utf8').split(/\s+/).filter(Boolean);

function depth(n) {
  return n === 0 ? 0 : 1 + depth(n - 1);
}

const modes = {
  sum: () => console.log(values.reduce((sum, value) => sum + Number(value), 0)),
  recursion: () => console.log(depth(100000)),
  crash: () => {
    throw new Error('as asked');
  },
  memory: () => {
    const blocks = [];
    for (;;) blocks.push(Array.from({ length: 10000 }, (_, index) => index));
  },
  allocate: () => console.log(Buffer.alloc(2000000000).length),
  abort: () => process.abort(),
  loop: () => {
    for (;;);
  },
};

modes[mode]();
