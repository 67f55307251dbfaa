use strict;
use warnings;
no warnings 'recursion';

sub depth {
    my ($n) = @_;
    return $n == 0 ? 0 : 1 + depth($n - 1);
}

my ($mode, @values) = split ' ', do { local $/; <STDIN> };
if ($mode eq 'sum') {
    my $sum = 0;
    $sum += $_ for @values;
    print "$sum\n";
} elsif ($mode eq 'recursion') {
    print depth(100000), "\n";
} elsif ($mode eq 'crash') {
    die 'as asked';
} elsif ($mode eq 'memory') {
    my @blocks;
    push @blocks, [1 .. 10000] while 1;
} elsif ($mode eq 'allocate') {
    my $size = 2000000000;
    my $block = 'x' x $size;
    print length($block), "\n";
} else {
    1 while 1;
}
