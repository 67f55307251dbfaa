use std::io::{self, Read};

fn overlap(left: &str, right: &str) -> usize {
    (0..=left.len().min(right.len()))
        .rev()
        .find(|&size| left.ends_with(&right[..size]))
        .unwrap_or(0)
}

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let mut found: Vec<&str> = text.split_whitespace().skip(1).collect();
    found.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut words: Vec<&str> = Vec::new();
    for word in found {
        if !words.iter().any(|other| other.contains(word)) {
            words.push(word);
        }
    }
    let count = words.len();
    let shared: Vec<Vec<usize>> = words
        .iter()
        .map(|left| words.iter().map(|right| overlap(left, right)).collect())
        .collect();
    // shortest[set][last]: the shortest line of the fragments in the set that ends with `last`.
    let mut shortest = vec![vec![usize::MAX; count]; 1 << count];
    for (i, word) in words.iter().enumerate() {
        shortest[1 << i][i] = word.len();
    }
    for set in 1..1usize << count {
        for last in 0..count {
            let length = shortest[set][last];
            if length == usize::MAX {
                continue;
            }
            for next in (0..count).filter(|next| set >> next & 1 == 0) {
                let longer = length + words[next].len() - shared[last][next];
                let there = &mut shortest[set | 1 << next][next];
                *there = longer.min(*there);
            }
        }
    }
    if let Some(length) = shortest.last().and_then(|lengths| lengths.iter().min()) {
        println!("{length}");
    }
    Ok(())
}
