require 'set'
require 'prime'

def depth(n)
  n.zero? ? 0 : 1 + depth(n - 1)
end

mode, *values = $stdin.read.split
case mode
when 'sum' then puts values.sum(&:to_i)
when 'recursion' then puts depth(100_000)
when 'crash' then raise 'as asked'
when 'memory'
  blocks = []
  loop { blocks << Array.new(10_000) { |index| index } }
when 'allocate' then puts(('x' * 2_000_000_000).length)
else
  loop {}
end
