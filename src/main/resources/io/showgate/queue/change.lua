-- Stores settings that an operator changed. They apply on every instance from its next call on, because scripts read
-- the stored settings first. This works even if the memory is full, so that the operator can act.
--
-- KEYS 1 state.
-- ARGV name, value, name, value, ...  flags as 1 or 0, durations in ms.
--
-- Returns {changed}, the count.
--
-- O(n) for n settings.

-- include queue/full-memory.part.lua

local state = KEYS[1]
allow_changes(state)
redis.call('HSET', state, unpack(ARGV))
return {#ARGV / 2}
