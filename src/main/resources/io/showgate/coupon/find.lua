-- What Redis knows of the claims of some users.
--
-- KEYS 1 claims  2 returned  3 state
-- ARGV user ids
--
-- Returns {settled, answer, answer, ...}, an answer for each user: '0' no claim, '1' a claim, or the reason why their
-- coupon went back to the stock. settled is 0 while the campaign is missing or being recovered: '0' means nothing then.
--
-- O(n log C) for n users and C people with a claim.
local claims, returned, state = KEYS[1], KEYS[2], KEYS[3]
local known = redis.call('HMGET', state, 'total', 'rebuild')
local answers = {known[1] and not known[2] and 1 or 0}
for i, user in ipairs(ARGV) do
  answers[i + 1] = redis.call('HGET', returned, user) or (redis.call('ZSCORE', claims, user) and '1' or '0')
end
return answers
