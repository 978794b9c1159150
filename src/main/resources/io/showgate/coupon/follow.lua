-- What an instance sees of a campaign.
--
-- KEYS 1 stock  2 claims  3 stream  4 state  5 returned  6 aside
-- ARGV 1 now_ms, or '' for the time of Redis
--
-- Returns {now_ms, present, run, left, taken, returned, in_stream, oldest, set_aside, total, opens_ms, closes_ms,
-- changed, generation, opened_run, rebuilding}: present is 0 when Redis knows no such campaign, and then everything from
-- total on is ''; run is the id of this run of Redis, opened_run that of the run in which the campaign was last opened;
-- oldest is the id of the first claim that is not recorded, or ''; rebuilding is 1 or 0.
--
-- O(1).
local stock, claims, stream, state, returned, aside = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end

local known = redis.call('HMGET', state, 'total', 'opens', 'closes', 'changed', 'generation', 'run', 'rebuild')
local oldest = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)
return {
  now, known[1] and 1 or 0, string.match(redis.call('INFO', 'server'), 'run_id:(%w+)'),
  redis.call('GET', stock) or '0', redis.call('ZCARD', claims), redis.call('HLEN', returned),
  redis.call('XLEN', stream), oldest[1] and oldest[1][1] or '', redis.call('XLEN', aside),
  known[1] or '', known[2] or '', known[3] or '', known[4] or '', known[5] or '', known[6] or '', known[7] and 1 or 0}
