import { describe, expect, it } from 'vitest';
import { beginsWithHeader } from './precompiled-headers.ts';

const begins = (text: string): boolean => beginsWithHeader({ text });

describe('a source that precompiled headers are for', () => {
  it.for([
    '#include <bits/stdc++.h>\nint main() {}',
    '#include<iostream>',
    ' \r\n\t# include <iostream> // and more',
    '// by somebody\n/* two\n * lines **/ #include <bits/stdc++.h>\n',
    '/**//***/#include <bits/stdc++.h>',
  ])('begins with one of them: %j', (text) => expect(begins(text)).toBe(true));

  it.for([
    '',
    '#include <vector>\n#include <bits/stdc++.h>',
    '#include "bits/stdc++.h"',
    '#define int long long\n#include <bits/stdc++.h>',
    '#pragma GCC optimize("O3")\n#include <bits/stdc++.h>',
    '#pragma GCC target("avx2")\n#include <bits/stdc++.h>',
    '#ifdef LOCAL\n#include <bits/stdc++.h>\n#endif',
    '// goes on \\\n#include <bits/stdc++.h>\n#include <bits/stdc++.h>',
    '/* ends *\\\n/ #include <bits/stdc++.h>',
    '/* never ends #include <bits/stdc++.h>',
    'int x;\n#include <iostream>',
    '\u00a0#include <iostream>',
    '#include <iostream.h>',
  ])('does not begin with anything else: %j', (text) => expect(begins(text)).toBe(false));

  it('is told in no time, whatever it is', () => {
    const started = performance.now();
    for (const part of ['/**/', '/* ', '/*/', '//\n', '\n', '/***']) expect(begins(part.repeat(50_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
