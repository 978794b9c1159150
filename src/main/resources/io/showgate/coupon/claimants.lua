-- The people who have a claim, in the order of their numbers, a chunk at a time.
--
-- KEYS 1 claims
-- ARGV 1 number to start from, this one included  2 how many
--
-- Returns {user, number, user, number, ...}.
--
-- O(log C + n) for C people with a claim and n returned.
local claims = KEYS[1]
return redis.call('ZRANGEBYSCORE', claims, ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
