-- Brings an operator's change of a campaign into force.
--
-- KEYS 1 claims  2 returned  3 state  4 stock
-- ARGV 1 total  2 opens_ms  3 closes_ms
--      4 changed  the number of the change; one that is not above the last is already in force
--      5 force    1 to go back from a change that was never committed
--
-- Returns {code, taken}: 0 in force   1 refused: more than total are taken   2 Redis knows no such campaign
--
-- O(1). Never leaves a stock that was not taken from.
local claims, returned, state, stock = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local force = ARGV[5] == '1'
local changed = redis.call('HGET', state, 'changed')
if not changed then
  return {2, 0}
end
local taken = redis.call('ZCARD', claims) - redis.call('HLEN', returned)
if not force and tonumber(ARGV[4]) <= tonumber(changed) then
  return {0, taken}
end
local total = tonumber(ARGV[1])
if not force and total < taken then
  return {1, taken}
end
redis.call('HSET', state, 'total', ARGV[1], 'opens', ARGV[2], 'closes', ARGV[3], 'changed', ARGV[4])
redis.call('SET', stock, math.max(0, total - taken))
return {0, taken}
