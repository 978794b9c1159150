-- Gives up a claim among the dead letters. Its coupon goes back to the stock.
--
-- KEYS 1 dead_letters  2 claims  3 returned  4 state  5 stock.
-- ARGV 1 id of the dead letter.
--      2 reason that the receipt shows.
--
-- Returns {code}.
--   0 there is no such dead letter.
--   1 given up.
--
-- O(1). Of any number of calls for one dead letter, one succeeds.
-- include campaign/stock.part.lua
local dead_letters, claims, returned, state, stock = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local found = redis.call('XRANGE', dead_letters, ARGV[1], ARGV[1])
if not found[1] then
  return {0}
end
local fields = found[1][2]
local user
for i = 5, #fields, 2 do
  if fields[i] == 'user' then
    user = fields[i + 1]
  end
end
redis.call('XDEL', dead_letters, ARGV[1])
if user and redis.call('ZSCORE', claims, user) then
  redis.call('HSETNX', returned, user, ARGV[2])
end
set_stock(stock, redis.call('HGET', state, 'total') or 0, claims, returned)
return {1}
