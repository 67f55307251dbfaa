local function depth(n)
    if n == 0 then return 0 end
    return 1 + depth(n - 1)
end

local next_word = io.read("a"):gmatch("%S+")
local mode = next_word()
if mode == "sum" then
    local sum = 0
    for word in next_word do sum = sum + tonumber(word) end
    print(sum)
elseif mode == "recursion" then
    print(depth(100000))
elseif mode == "crash" then
    error("as asked")
elseif mode == "memory" then
    local blocks = {}
    while true do
        local block = {}
        for index = 1, 10000 do block[index] = index end
        blocks[#blocks + 1] = block
    end
elseif mode == "allocate" then
    print(#string.rep("x", 2000000000))
else
    while true do end
end
