-- The claims of some users.
--
-- KEYS 1 claims  2 returned  3 state.
-- ARGV user ids.
--
-- Returns {settled, answer, answer, ...}, with one answer for each user.
--   '0' no claim.
--   '1' a claim.
--   Any other text is the reason why the coupon of the claim went back to the stock.
--   While the campaign is missing or being recovered, settled is 0, and '0' means nothing then.
--
-- O(n log C) for n users and C people with a claim.
local claims, returned, state = KEYS[1], KEYS[2], KEYS[3]
local known = redis.call('HMGET', state, 'total', 'rebuild')
local answers = {known[1] and not known[2] and 1 or 0}
for i, user in ipairs(ARGV) do
  answers[i + 1] = redis.call('HGET', returned, user) or (redis.call('ZSCORE', claims, user) and '1' or '0')
end
return answers
