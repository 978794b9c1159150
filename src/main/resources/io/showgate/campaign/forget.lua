-- Removes a campaign that ended long ago and has nothing left to do.
--
-- KEYS 1 stock  2 claims  3 stream  4 state  5 returned  6 dead_letters.
-- ARGV 1 keep_ms  how long it is kept after its end.
--      2 now_ms, or '' for the time of Redis.
--
-- Returns {code}.
--   0 kept, or not there.
--   1 removed.
--
-- O(1). The memory is freed in the background.
-- include redis/now.part.lua
local stock, claims, stream, state, returned, dead_letters = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local closes = redis.call('HGET', state, 'closes')
if not closes or now_ms(ARGV[2]) < closes + ARGV[1] then
  return {0}
end
if redis.call('XLEN', stream) > 0 or redis.call('XLEN', dead_letters) > 0 then
  return {0}
end
redis.call('UNLINK', stock, claims, stream, state, returned, dead_letters)
return {1}
