# A tree of processes that does not want to end: it ignores SIGTERM, in the background, in a session of its own, and as
# the orphan of a double fork.
trap '' TERM
(trap '' TERM; sleep 600) &
setsid sh -c "trap '' TERM; sleep 601" &
(setsid sh -c "trap '' TERM; sleep 602" &)
echo "working..."
sleep 603
echo "never printed"
