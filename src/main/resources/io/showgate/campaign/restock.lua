-- Puts the coupons of some users back into the stock. Each goes back once, however often this is repeated.
--
-- KEYS 1 claims  2 returned  3 state  4 stock.
-- ARGV 1 reason that the receipts show. Then user ids.
--
-- Returns {count}: how many went back now. Does nothing while Redis does not know the campaign, since the recovery will.
--
-- O(n log C) for n users and C people with a claim.
-- include campaign/stock.part.lua
local claims, returned, state, stock = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local total = redis.call('HGET', state, 'total')
if not total then
  return {0}
end
local count = 0
for i = 2, #ARGV do
  redis.call('ZADD', claims, 'NX', 0, ARGV[i])
  count = count + redis.call('HSETNX', returned, ARGV[i], ARGV[1])
end
set_stock(stock, total, claims, returned)
return {count}
