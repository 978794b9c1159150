-- A snapshot of a campaign.
--
-- KEYS 1 stock  2 claims  3 stream  4 state  5 returned  6 dead_letters.
-- ARGV 1 now_ms, or '' for the time of Redis.
--
-- Returns {now_ms, present, run, left, taken, returned, in_stream, oldest, dead_letters, total, opens_ms, closes_ms,
-- changed, generation, opened_run, rebuilding}.
--   The value present is 0 if Redis does not know the campaign, else 1. In the first case the values from total to
--   opened_run are ''.
--   The value run is the id of this run of Redis. The value opened_run is the id of the run in which the campaign was
--   last opened.
--   The value oldest is the id of the first claim that is not recorded, or ''.
--   The value rebuilding is 1 or 0.
--
-- O(1).
-- include redis/now.part.lua
-- include redis/run.part.lua
local stock, claims, stream, state, returned, dead_letters = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local known = redis.call('HMGET', state, 'total', 'opens', 'closes', 'changed', 'generation', 'run', 'rebuild')
local oldest = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)
return {
  now_ms(ARGV[1]), known[1] and 1 or 0, run_id(),
  redis.call('GET', stock) or '0', redis.call('ZCARD', claims), redis.call('HLEN', returned),
  redis.call('XLEN', stream), oldest[1] and oldest[1][1] or '', redis.call('XLEN', dead_letters),
  known[1] or '', known[2] or '', known[3] or '', known[4] or '', known[5] or '', known[6] or '', known[7] and 1 or 0}
