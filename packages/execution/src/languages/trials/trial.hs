import qualified Data.ByteString.Char8 as B
import Data.List (unfoldr)
import Control.Exception (evaluate)
import Data.IORef

depth :: Int -> Integer
depth 0 = 0
depth n = 1 + depth (n - 1)

keep :: IORef [B.ByteString] -> Int -> IO ()
keep blocks n = do
  block <- evaluate (B.replicate 1000000 'x')
  modifyIORef' blocks (block :)
  keep blocks (n + 1)

main :: IO ()
main = do
  input <- B.getContents
  let (mode, rest) = B.span (> ' ') input
  case B.unpack mode of
    "sum" -> print (sum (unfoldr (B.readInt . B.dropWhile (<= ' ')) rest))
    "recursion" -> print (depth 100000)
    "crash" -> error "as asked"
    "memory" -> newIORef [] >>= \blocks -> keep blocks 0
    "allocate" -> print (B.length (B.replicate 2000000000 'x'))
    _ -> let spin :: Int -> Int
             spin n = if n < 0 then n else spin ((n + 1) `mod` 1000)
         in print (spin (B.length input))
