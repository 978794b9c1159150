-- Removes a campaign that ended long ago and of which nothing is left to be done.
--
-- KEYS 1 stock  2 claims  3 stream  4 state  5 returned  6 aside
-- ARGV 1 keep_ms  how long after its end it is kept  2 now_ms, or '' for the time of Redis
--
-- Returns {code}: 1 removed   0 kept, or not there
--
-- O(1); what is removed is freed in the background.
local stock, claims, stream, state, returned, aside = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local now = tonumber(ARGV[2])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local closes = redis.call('HGET', state, 'closes')
if not closes or now < closes + ARGV[1] or redis.call('XLEN', stream) > 0 or redis.call('XLEN', aside) > 0 then
  return {0}
end
redis.call('UNLINK', stock, claims, stream, state, returned, aside)
return {1}
