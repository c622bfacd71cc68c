"""How do people write the digits?  Each in a few ways, a way as strokes of the pen, a stroke as points it passes near.

A point is two letters, across and down, each from a (0) to k (1): ``ff`` is the middle. A point that is written twice
makes a corner; the others are rounded off.
"""

STROKES: tuple[tuple[str, ...], ...] = (
    ("fa ca ac ae ag bj fk ik kg ke jc ia ea", "ga ba ad ah dk hk ki kc ha fb"),
    ("fa ff fk", "cc ec ga ga gf gk", "cd fa fa ff fk bk bk jk"),
    ("ac ca fa ja jd gg ak ak fk kk", "bb da ha kc je ek bk cg gi kk", "ab ea ka ge aj aj fk kj"),
    ("ab da ia jd ee ee jf ki gk bk aj", "aa fa ja ja ed ed ie kh fk aj", "bb ea ic fe fe ke ij ak"),
    ("fa ae ag ag fg kg;hc hf hk", "ha ah ah fh kh;ha hf hk", "ba bf bf ff jf;ja jf ik"),
    ("ja fa ba ba bd bf bf fd kf ki gk bk aj", "ba bf bf gd kg ij ek aj;ba fa ja", "ka da bf bf jd ji ck ak"),
    ("ia da ae ah bk ik kh jf ee bg", "ga bf aj ek jk jg ef bh"),
    ("aa fa ka ka fg dk", "ac aa aa ka ka gf fk", "aa fa ka ka gf dk;cf ff if"),
    ("ka da ac ce ig kj ek ak ah ce ic ka fa", "fe ac ea ia ic fe fe ah ck gk kh fe"),
    ("kb fa aa ad cf hf kd kb kb ke jk", "kc ha ca ad ef jd kb kb kf ik ek bj"),
)
"""Digit -> the ways to write it; strokes are separated by a semicolon."""
