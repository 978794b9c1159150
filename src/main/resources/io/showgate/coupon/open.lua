-- Opens a campaign after everything that is recorded was merged into it.
--
-- KEYS 1 claims  2 returned  3 state  4 stock
-- ARGV 1 token of the instance  2 run  the run of Redis in which it was closed
--      3 total  4 opens_ms  5 closes_ms  6 changed  7 now_ms, or '' for the time of Redis
--
-- Returns {code}: 1 open   0 not this instance's to open any more, or Redis was started again meanwhile
--
-- O(log C) for C people with a claim. What is left is computed from who has a claim, never from what it was before.
local claims, returned, state, stock = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local known = redis.call('HMGET', state, 'rebuild', 'number', 'generation', 'changed')
if known[1] ~= ARGV[1] or run ~= ARGV[2] then
  return {0}
end
local now = tonumber(ARGV[7])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local highest = redis.call('ZREVRANGE', claims, 0, 0, 'WITHSCORES')
local number = math.max(tonumber(known[2] or 0), tonumber(highest[2] or 0))
local generation = math.max(now, tonumber(known[3] or 0) + 1)
if tonumber(ARGV[6]) >= tonumber(known[4] or 0) then
  redis.call('HSET', state, 'total', ARGV[3], 'opens', ARGV[4], 'closes', ARGV[5], 'changed', ARGV[6])
end
redis.call(
  'HSET', state, 'number', string.format('%.0f', number), 'generation', string.format('%.0f', generation), 'run', run)
redis.call('HDEL', state, 'rebuild', 'rebuildUntil')
local total = redis.call('HGET', state, 'total')
redis.call('SET', stock, math.max(0, total - redis.call('ZCARD', claims) + redis.call('HLEN', returned)))
return {1}
