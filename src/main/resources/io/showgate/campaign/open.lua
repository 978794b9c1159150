-- Opens a campaign after all recorded claims were merged into it.
--
-- KEYS 1 claims  2 returned  3 state  4 stock.
-- ARGV 1 token of the instance.
--      2 run  the run of Redis in which it was closed.
--      3 total.
--      4 opens_ms.
--      5 closes_ms.
--      6 changed.
--      7 now_ms, or '' for the time of Redis.
--
-- Returns {code}.
--   0 this instance does not hold the campaign any more, or Redis was restarted meanwhile.
--   1 open.
--
-- O(log C) for C people with a claim. The stock is computed from the claims, never from the stock before.
-- include redis/now.part.lua
-- include redis/run.part.lua
-- include redis/text.part.lua
-- include campaign/stock.part.lua
local claims, returned, state, stock = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local run = run_id()
local known = redis.call('HMGET', state, 'rebuild', 'number', 'generation', 'changed')
if known[1] ~= ARGV[1] or run ~= ARGV[2] then
  return {0}
end
local highest = redis.call('ZREVRANGE', claims, 0, 0, 'WITHSCORES')
local number = math.max(tonumber(known[2] or 0), tonumber(highest[2] or 0))
local generation = math.max(now_ms(ARGV[7]), tonumber(known[3] or 0) + 1)
if tonumber(ARGV[6]) >= tonumber(known[4] or 0) then
  redis.call('HSET', state, 'total', ARGV[3], 'opens', ARGV[4], 'closes', ARGV[5], 'changed', ARGV[6])
end
redis.call('HSET', state, 'number', text(number), 'generation', text(generation), 'run', run)
redis.call('HDEL', state, 'rebuild', 'rebuildUntil')
set_stock(stock, redis.call('HGET', state, 'total'), claims, returned)
return {1}
