-- Gives up a claim that was set aside; its coupon goes back to the stock.
--
-- KEYS 1 aside  2 claims  3 returned  4 state  5 stock
-- ARGV 1 id in aside  2 reason that the user is told
--
-- Returns {code}: 1 given up   0 there is no such claim
--
-- O(1). Of any number of calls for one claim, one succeeds.
local aside, claims, returned, state, stock = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local found = redis.call('XRANGE', aside, ARGV[1], ARGV[1])
if not found[1] then
  return {0}
end
local user = found[1][2][4]
redis.call('XDEL', aside, ARGV[1])
if redis.call('ZSCORE', claims, user) then
  redis.call('HSETNX', returned, user, ARGV[2])
end
local left = (redis.call('HGET', state, 'total') or 0) - redis.call('ZCARD', claims) + redis.call('HLEN', returned)
redis.call('SET', stock, math.max(0, left))
return {1}
