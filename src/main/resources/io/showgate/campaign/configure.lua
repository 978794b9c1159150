-- Brings an operator's change of a campaign into force.
--
-- KEYS 1 claims  2 returned  3 state  4 stock.
-- ARGV 1 total.
--      2 opens_ms.
--      3 closes_ms.
--      4 changed  the number of the change. A number that is not above the last one is in force already.
--      5 force  1 to replace a later change that was never committed. 0 otherwise.
--
-- Returns {code, taken}.
--   0 in force.
--   1 refused: more coupons than the total are taken.
--   2 Redis does not know the campaign.
--
-- O(1). The stock always follows from the claims.
-- include campaign/stock.part.lua
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
if not force and tonumber(ARGV[1]) < taken then
  return {1, taken}
end
redis.call('HSET', state, 'total', ARGV[1], 'opens', ARGV[2], 'closes', ARGV[3], 'changed', ARGV[4])
set_stock(stock, ARGV[1], claims, returned)
return {0, taken}
