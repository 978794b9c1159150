-- The people who have a claim, in the order of their numbers, a chunk at a time.
--
-- KEYS 1 claims.
-- ARGV 1 the first number  2 count  the most people to return.
--
-- Returns {user, number, user, number, ...}.
--
-- O(log C + n) for C people with a claim and n returned.
local claims = KEYS[1]
return redis.call('ZRANGEBYSCORE', claims, ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
