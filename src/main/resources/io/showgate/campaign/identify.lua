-- Notes which campaign has an id now, and tells which one had it before.
--
-- KEYS 1 campaigns.
-- ARGV 1 id of the campaign  2 identity of the campaign.
--
-- Returns {earlier}: the identity that was noted for the id before, or '' if there was none or it is the same.
--
-- O(1). Repeating it changes nothing, so one call of all instances returns the earlier identity.
local campaigns = KEYS[1]
local earlier = redis.call('HGET', campaigns, ARGV[1])
if earlier == ARGV[2] then
  return {''}
end
redis.call('HSET', campaigns, ARGV[1], ARGV[2])
return {earlier or ''}
