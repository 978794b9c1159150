-- The stock rule: the coupons left are all coupons, less the people with a claim, plus the coupons that went back.
local function set_stock(stock, total, claims, returned)
  redis.call('SET', stock, math.max(0, total - redis.call('ZCARD', claims) + redis.call('HLEN', returned)))
end
