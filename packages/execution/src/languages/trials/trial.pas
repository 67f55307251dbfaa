{$mode objfpc}
program Trial;

uses
  sysutils;

type
  TBlock = array of byte;

var
  mode: string;
  value, sum: int64;
  blocks: array of TBlock;
  count: longint;

function Depth(n: longint): longint;
begin
  if n = 0 then
    Depth := 0
  else
    Depth := 1 + Depth(n - 1);
end;

begin
  readln(mode);
  case mode of
    'sum':
      begin
        sum := 0;
        while not seekeof do
        begin
          read(value);
          sum := sum + value;
        end;
        writeln(sum);
      end;
    'recursion': writeln(Depth(100000));
    'crash': raise Exception.Create('as asked');
    'memory':
      begin
        count := 0;
        while true do
        begin
          count := count + 1;
          setlength(blocks, count);
          setlength(blocks[count - 1], 1000000);
        end;
      end;
    'allocate':
      begin
        setlength(blocks, 1);
        setlength(blocks[0], 2000000000);
        writeln(length(blocks[0]));
      end;
  else
    while true do
      ;
  end;
end.
