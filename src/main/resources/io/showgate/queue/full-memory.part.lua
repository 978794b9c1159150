-- Lets the rest of the script change data even when the memory of Redis is full. Redis refuses a script's first change if
-- that change may need memory, but no later one. This first change removes nothing and needs no memory.
local function allow_changes(state) redis.call('HDEL', state, '') end
