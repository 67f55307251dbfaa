import { expect, it } from 'vitest';
import { checkTestData } from './check.ts';

/** What it says about data; null: they fit. */
function complaint(script: string, data: string): string | null {
  try {
    checkTestData(script, data);
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

it.each<[string, string]>([
  ['INT(1, 10) SPACE INT(-5,-1) NEWLINE', '10 -5\n'],
  ['INT(0,10^30,n) NEWLINE ASSERT(n == 10^30) EOF', `1${'0'.repeat(30)}\n`],
  ['INT(1,9,n) NEWLINE REP(n, SPACE) INT(0,1) END NEWLINE', '3\n0 1 0\n'],
  ['INT(0,9,n) NEWLINE REPI(i,n) INT(0,9,a[i]) NEWLINE END ASSERT(UNIQUE(a)) ASSERT(INARRAY(4,a))', '3\n4\n2\n9\n'],
  ['REPI(i,2,SPACE) INT(0,9,x[i]) SPACE INT(0,9,y[i]) END ASSERT(UNIQUE(x,y))', '1 2 1 3'],
  ['# comment\nWHILE(!ISEOF) STRING("a") NEWLINE # more\nEND', 'a\na\n'],
  ['WHILEI(i,!ISEOF,SPACE) INT(i,i) END ASSERT(i==3)', '0 1 2'],
  ['IF(MATCH("ab")) REGEX("[ab]+",s) ELSE STRING("c") END ASSERT(STRLEN(s) == 3 && s == "aba")', 'aba'],
  ['IF(MATCH("ab")) REGEX("[ab]+") ELSE STRING("c") END', 'c'],
  ['FLOAT(0, 1.5) SPACE FLOAT(-1,1,x,FIXED) SPACE FLOAT(0,1e9,y,SCIENTIFIC) ASSERT(x*2 == 0.2)', '1.50 0.1 2e8'],
  ['FLOATP(0,10,2,3)', '9.99'],
  ['FLOATP(0,10,0,2,x) ASSERT(x == 7)', '7'],
  ['SET(a=7/2, b=7.0/2, c=-7%3, d=2^3^2) ASSERT(a==3) ASSERT(b==3.5) ASSERT(c==-1) ASSERT(d==64)', ''],
  ['SET(a=2+3*4-1) ASSERT(a==13 && (1>2 || !(2<=1)))', ''],
  ['SET(a=1) UNSET(a) SET(a[1]=2,a[2,3]=4) ASSERT(a[2,3]-a[1]==2)', ''],
  ['STRING("\\101\\n\\"\\\\\\q")', 'A\n"\\\\q'],
  ['REGEX("[[:digit:]]{2}") REGEX("(x|y)?") NEWLINE', '42\n'],
  ['REGEX("[][,0-9]+")', '[1,[2]]'],
  ['REGEX("[^]]+") STRING("]") REGEX("\\\\[[^[]*")', 'a[]['],
  ['STRING("\u00e9")', '\u00e9'],
  ['INT(0,1) NEWLINE EOF INT(0,1)', '1\n'],
])('%s takes %j', (script, data) => {
  expect(complaint(script, data)).toBeNull();
});

it.each<[string, string, string]>([
  ['INT(1, 10) NEWLINE', '11\n', 'Mismatch: line 1, character 1: does not match INT: 11 is out of range'],
  ['INT(1, 10) NEWLINE', '07\n', 'Mismatch: line 1, character 1: does not match INT: "07" is not how an integer is written'],
  ['INT(-1, 10) NEWLINE', '-0\n', 'Mismatch: line 1, character 1: does not match INT: "-0" is not how an integer is written'],
  ['INT(1, 10) NEWLINE INT(1,2)', '7\nx', 'Mismatch: line 2, character 1: does not match INT: there is no integer'],
  ['INT(1, 10) NEWLINE', '7 \n', 'Mismatch: line 1, character 2: does not match NEWLINE: something else is here'],
  ['INT(1, 10) NEWLINE', '7\r\n', 'Mismatch: line 1, character 2: does not match NEWLINE: something else is here'],
  ['INT(1, 10) NEWLINE', '7', 'Mismatch: line 1, character 2: does not match NEWLINE: the data end here'],
  ['INT(1, 10) NEWLINE', '7\n\n', 'Mismatch: line 2, character 1: does not match EOF: there is more'],
  ['REP(2, SPACE) INT(1,9) END', '1 2 3', 'Mismatch: line 1, character 4: does not match EOF: there is more'],
  ['REPI(i,2,SPACE) INT(0,9,a[i]) END ASSERT(UNIQUE(a))', '4 4', 'Mismatch: line 1, character 4: does not match ASSERT: the condition does not hold'],
  ['FLOAT(0,1,x,FIXED)', '1e-3', 'Mismatch: line 1, character 2: does not match EOF: there is more'],
  ['FLOAT(0,1)', '1.0000000000000000000000001', 'Mismatch: line 1, character 1: does not match FLOAT: 1.0000000000000000000000001 is out of range'],
  ['FLOATP(0,10,2,3)', '9.9', 'Mismatch: line 1, character 1: does not match FLOATP: "9.9" has 1 decimals'],
  ['REGEX("[a-z]+") NEWLINE', 'Abc\n', 'Mismatch: line 1, character 1: does not match REGEX: something else is here'],
  ['REGEX(".*")', 'a\n', 'Mismatch: line 1, character 2: does not match EOF: there is more'],
  ['INT(1,\n n)', '1', 'ScriptError: line 1 of the script: INT: the variable n has no value'],
  ['INT(1,2', '1', 'ScriptError: line 1 of the script: ")" is expected, not "the end"'],
  ['REP(2)\nINT(1,2)', '11', 'ScriptError: line 2 of the script: "END" is expected, not "the end"'],
  ['\nEND', '', 'ScriptError: line 2 of the script: "END" closes nothing'],
  ['ASSERT(1/0 == 1)', '', 'ScriptError: line 1 of the script: ASSERT: division by zero'],
  ['ASSERT("a" + 1 == 1)', '', 'ScriptError: line 1 of the script: ASSERT: a string is not a number'],
  ['REGEX("(")', '', 'ScriptError: line 1 of the script: REGEX: Invalid regular expression: /(/y: Unterminated group'],
  ['PRINT(1)', '', 'ScriptError: line 1 of the script: "PRINT(1)" is not understood'],
  ['SET(a = 2^1000000000)', '', 'ScriptError: line 1 of the script: SET: an exponent of 1000000000 is too large'],
])('%s does not take %j', (script, data, expected) => {
  expect(complaint(script, data)).toBe(expected);
});
