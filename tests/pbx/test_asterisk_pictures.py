"""One call is many rows: each way Asterisk writes them, and the call it must become.

The pictures follow Asterisk's CDR specification and rows of real FreePBX machines.
"""

import pytest

from tests.pbx.picture import calls, told

PICTURES = {
    "ring group, 202 answers": (
        """
        10:00:00 79161112233>2003 ext-group PJSIP/trunk-0a -> PJSIP/201-0b Dial 12/0 NOANSWER 1.10 20 did=74951234567
        10:00:00 79161112233>2003 ext-group PJSIP/trunk-0a -> PJSIP/202-0c Dial 75/63 ANSWERED 1.10 21 did=74951234567
        10:00:00 79161112233>2003 ext-group PJSIP/trunk-0a -> PJSIP/203-0d Dial 12/0 NOANSWER 1.10 22 did=74951234567
        """,
        "inbound 79161112233>74951234567 202 answered 12 63",
    ),
    "queue with Local members: 201 rings out, 202 answers": (
        """
        10:05:00 79161112233>600 ext-queues PJSIP/trunk-11 -> Local/201@from-queue-01;1 Queue(600,t) 15/15 NOANSWER 2.20 30 did=74951234567
        10:05:16 79161112233>600 ext-queues PJSIP/trunk-11 -> Local/202@from-queue-02;1 Queue(600,t) 42/42 ANSWERED 2.20 33 did=74951234567
        10:05:01 79161112233>201 from-internal Local/201@from-queue-01;2 -> PJSIP/201-12 Dial 14/0 NOANSWER 2.22 31
        10:05:16 79161112233>202 from-internal Local/202@from-queue-02;2 -> PJSIP/202-13 Dial 42/40 ANSWERED 2.24 32
        """,
        "inbound 79161112233>74951234567 202 answered 18 40",
    ),
    "queue with Local members and no rows of their inner halves": (
        """
        10:05:00 79161112233>600 ext-queues PJSIP/trunk-11 -> Local/201@from-queue-01;1 Queue(600,t) 15/15 NOANSWER 2.20 30 did=74951234567
        10:05:16 79161112233>600 ext-queues PJSIP/trunk-11 -> Local/202@from-queue-02;1 Queue(600,t) 42/42 ANSWERED 2.20 33 did=74951234567
        """,
        "inbound 79161112233>74951234567 202 answered 16 42",
    ),
    "the caller gives up in the queue: no row is an answer": (
        """
        10:05:00 79161112233>600 ext-queues PJSIP/trunk-11 -> PJSIP/201-12 Queue(600,t) 15/15 NOANSWER 2.20 30 did=74951234567
        10:05:00 79161112233>600 ext-queues PJSIP/trunk-11 -> PJSIP/202-13 Queue(600,t) 0/0 BUSY 2.20 31 did=74951234567
        """,
        "inbound 79161112233>74951234567 - missed 15 0",
    ),
    "nobody was rung in the queue, though Asterisk says ANSWERED": (
        """
        10:05:00 79161112233>600 ext-queues PJSIP/trunk-11 -> '' Queue(600,t) 20/20 ANSWERED 2.20 30 did=74951234567
        """,
        "inbound 79161112233>74951234567 - missed 20 0",
    ),
    "hung up in the menu": (
        """
        23:22:29 79161112233>s ivr-1 PJSIP/trunk-00 -> '' BackGround 1/1 ANSWERED 1713136949.0 0 did=74951234567
        """,
        "inbound 79161112233>74951234567 - menu 1 0",
    ),
    "voicemail of a busy colleague": (
        """
        18:43:35 203>201 ext-local PJSIP/203-2c -> PJSIP/201-2d Dial 8/0 BUSY 5.84 109
        18:43:44 203>201 ext-local PJSIP/203-2c -> '' VoiceMail(201@default,b) 32/32 ANSWERED 5.84 111
        """,
        "internal 203>201 - voicemail 41 0",
    ),
    "follow-me in a circle: the inner half only met the voicemail": (
        """
        18:43:35 79161112233>201 ext-local PJSIP/trunk-2c -> Local/201@from-internal-7;1 Dial 40/40 ANSWERED 5.84 109 did=74951234567
        18:43:35 79161112233>vmu201 ext-local Local/201@from-internal-7;2 -> '' VoiceMail(201@default,u) 40/40 ANSWERED 5.86 110
        """,
        "inbound 79161112233>74951234567 - voicemail 40 0",
    ),
    "blind transfer: dst of the first row is overwritten": (
        """
        10:00:00 79161112233>305 from-internal PJSIP/trunk-0a -> PJSIP/302-0b Dial 30/20 ANSWERED 6.1 101 did=74951234567
        10:00:30 79161112233>305 from-internal PJSIP/trunk-0a -> PJSIP/305-0c Dial 65/60 ANSWERED 6.1 102 did=74951234567
        """,
        "inbound 79161112233>74951234567 302+305 answered 10 80",
    ),
    "blind transfer to a phone that nobody picks up": (
        """
        10:00:00 79161112233>305 from-internal PJSIP/trunk-0a -> PJSIP/302-0b Dial 30/20 ANSWERED 6.1 101 did=74951234567
        10:00:30 79161112233>305 from-internal PJSIP/trunk-0a -> PJSIP/305-0c Dial 15/15 NOANSWER 6.1 102 did=74951234567
        """,
        "inbound 79161112233>74951234567 302 answered 10 20",
    ),
    "attended transfer, as the specification draws it": (
        """
        10:00:00 79161112233>302 from-trunk PJSIP/trunk-0a -> PJSIP/302-0b Dial 60/50 ANSWERED 7.1 1 did=74951234567
        10:01:00 302>305 from-internal PJSIP/302-0b -> PJSIP/305-0c Dial 30/26 ANSWERED 7.2 2
        10:01:30 79161112233>302 from-trunk PJSIP/trunk-0a -> PJSIP/305-0c Dial 45/45 ANSWERED 7.1 3 did=74951234567
        """,
        "inbound 79161112233>74951234567 302+305 answered 10 95",
    ),
    "attended transfer of an internal call": (
        """
        10:00:00 201>302 from-internal PJSIP/201-0a -> PJSIP/302-0b Dial 12/10 ANSWERED 8.1 1
        10:00:12 302> from-internal PJSIP/302-0b -> Local/305@from-internal-1;1 AppDial 8/8 ANSWERED 8.2 2
        10:00:12 201>305 from-internal Local/305@from-internal-1;2 -> PJSIP/305-0c Dial 38/36 ANSWERED 8.3 3
        10:00:20 201>302 from-internal PJSIP/201-0a -> Local/305@from-internal-1;1 Dial 30/30 ANSWERED 8.1 4
        """,
        "internal 201>302 302+305 answered 2 40",
    ),
    "our call out, then handed to a colleague": (
        """
        10:00:00 302>79161112233 from-internal PJSIP/302-0a -> PJSIP/trunk-0b Dial(PJSIP/79161112233@trunk,60) 20/15 ANSWERED 9.1 1 cnum=302 outbound_cnum=74951234567
        10:00:20 74951234567>305 from-internal PJSIP/trunk-0b -> PJSIP/305-0c Dial(PJSIP/305,15) 30/30 ANSWERED 9.2 2
        """,
        "outbound 302>79161112233 79161112233+305 answered 5 45",
    ),
    "our call out, then handed to a colleague after asking him": (
        """
        10:00:00 302>79161112233 from-internal PJSIP/302-0a -> PJSIP/trunk-0b Dial(PJSIP/79161112233@trunk,60) 20/15 ANSWERED 9.1 1 cnum=302
        10:00:20 302>79161112233 from-internal PJSIP/302-0a -> Local/305@from-internal-1;1 Dial(PJSIP/79161112233@trunk,60) 10/10 ANSWERED 9.1 2 cnum=302
        10:00:20 79161112233>305 from-internal Local/305@from-internal-1;2 -> PJSIP/305-0c Dial(PJSIP/305,15) 40/36 ANSWERED 9.4 3 linkedid=9.1
        10:00:30 79161112233> from-trunk PJSIP/trunk-0b -> Local/305@from-internal-1;1 AppDial 30/30 ANSWERED 9.2 4 linkedid=9.1
        """,
        "outbound 302>79161112233 79161112233+305 answered 5 45",
    ),
    "parked, and back at the one who parked when nobody fetched him": (
        """
        10:00:00 79161112233>302 from-trunk PJSIP/trunk-0a -> PJSIP/302-0b Dial 20/10 ANSWERED 4.1 1 did=74951234567
        10:00:20 79161112233>302 from-trunk PJSIP/trunk-0a -> '' Park(default:701) 45/45 ANSWERED 4.1 2 did=74951234567
        10:01:05 79161112233>302 park-dial PJSIP/trunk-0a -> PJSIP/302-0c Dial(PJSIP/302) 30/30 ANSWERED 4.1 3 did=74951234567
        """,
        "inbound 79161112233>74951234567 302 answered 10 40",
    ),
    "handed over unheard, nobody answers, back at the one who sent him": (
        """
        10:00:00 79161112233>302 from-trunk PJSIP/trunk-0a -> PJSIP/302-0b Dial 12/10 ANSWERED 4.1 1 did=74951234567
        10:00:12 302> from-internal PJSIP/302-0b -> Local/305@from-internal-1;1 AppDial 2/2 ANSWERED 4.2 2 linkedid=4.1
        10:00:12 79161112233>305 from-internal Local/305@from-internal-1;2 -> PJSIP/305-0c Dial 15/0 NOANSWER 4.4 3 linkedid=4.1
        10:00:12 79161112233>302 from-trunk PJSIP/trunk-0a -> Local/305@from-internal-1;1 Dial 15/15 ANSWERED 4.1 4 did=74951234567
        10:00:27 79161112233>302 from-internal Local/302@from-internal-2;2 -> PJSIP/302-0d Dial 23/20 ANSWERED 4.6 5 linkedid=4.1
        10:00:27 79161112233>302 from-trunk PJSIP/trunk-0a -> Local/302@from-internal-2;1 Dial 23/23 ANSWERED 4.1 6 did=74951234567
        """,
        "inbound 79161112233>74951234567 302 answered 2 30",
    ),
    "out: src is the trunk's number, dst has the prefix that chose the trunk": (
        """
        23:14:17 74951234567>989161112233 from-internal PJSIP/200-0d -> PJSIP/msk-trunk-0e Dial(PJSIP/79161112233@msk-trunk,300,Tb) 11/9 ANSWERED 1.1 1 cnum=200 outbound_cnum=74951234567
        """,
        "outbound 200>79161112233 79161112233 answered 2 9",
    ),
    "out: the first trunk is congested, on the second nobody answers": (
        """
        23:14:17 200>79161112233 from-internal PJSIP/200-0d -> PJSIP/one-0e Dial(PJSIP/79161112233@one) 1/0 CONGESTION 1.1 1
        23:14:18 200>79161112233 from-internal PJSIP/200-0d -> PJSIP/two-0f Dial(PJSIP/79161112233@two) 20/0 CANCEL 1.1 2
        """,
        "outbound 200>79161112233 - no answer 21 0",
    ),
    "out: no trunk takes the call": (
        """
        23:14:17 200>79161112233 from-internal PJSIP/200-0d -> '' Congestion 1/0 FAILED 1.1 1
        """,
        "outbound 200>79161112233 - failed 1 0",
    ),
    "out, with dispositions as numbers and a chan_sip dial string": (
        """
        23:14:17 200>79161112233 from-internal SIP/200-0d -> SIP/provider-0e Dial(SIP/provider/79161112233,60) 11/9 8 1.1 1
        """,
        "outbound 200>79161112233 79161112233 answered 2 9",
    ),
    "out: «all circuits are busy now», which Asterisk calls answered": (
        """
        23:14:17 200>79161112233 from-internal PJSIP/200-0d -> '' Playback 4/4 ANSWERED 1.1 1
        """,
        "outbound 200>79161112233 - failed 4 0",
    ),
    "internal, busy by number": (
        """
        23:14:17 200>201 from-internal SIP/200-0d -> SIP/201-0e Dial(SIP/201) 1/0 4 1.1 1
        """,
        "internal 200>201 - busy 1 0",
    ),
    "a word nobody knows is no answer": (
        """
        23:14:17 200>201 from-internal SIP/200-0d -> SIP/201-0e Dial(SIP/201) 7/7 LOST 1.1 1
        """,
        "internal 200>201 - no answer 7 0",
    ),
    "a colleague's calls go on to his mobile": (
        """
        23:02:10 200>321 from-internal PJSIP/200-01 -> PJSIP/321-02 Dial 15/15 NOANSWER 3.1 1
        23:02:25 200>321 from-internal PJSIP/200-01 -> Local/79161112233@from-internal-0;1 Dial 14/14 ANSWERED 3.1 5
        23:02:25 74951234567>79161112233 from-internal Local/79161112233@from-internal-0;2 -> PJSIP/trunk-03 Dial(PJSIP/79161112233@trunk) 14/10 ANSWERED 3.4 4
        """,
        "internal 200>321 79161112233 answered 19 10",
    ),
    "follow-me that rings no phone, only the mobile": (
        """
        23:02:25 200>321 from-internal PJSIP/200-01 -> Local/79161112233@from-internal-0;1 Dial 14/14 ANSWERED 3.1 5
        23:02:25 74951234567>79161112233 from-internal Local/79161112233@from-internal-0;2 -> PJSIP/trunk-03 Dial(PJSIP/79161112233@trunk) 14/10 ANSWERED 3.4 4
        """,
        "internal 200>321 79161112233 answered 4 10",
    ),
    "the mobile answers but the call is not confirmed": (
        """
        23:02:25 79037654321>321 ext-findmefollow PJSIP/trunk-01 -> Local/79161112233@from-internal-0;1 Dial 14/14 NOANSWER 3.1 5 did=74951234567
        23:02:25 74951234567>79161112233 from-internal Local/79161112233@from-internal-0;2 -> PJSIP/trunk-03 Dial(PJSIP/79161112233@trunk) 14/10 ANSWERED 3.4 4
        """,
        "inbound 79037654321>74951234567 - missed 14 0",
    ),
    "parked, and fetched by a colleague: lastapp is still Park": (
        """
        10:00:00 79161112233>302 from-trunk PJSIP/trunk-0a -> PJSIP/302-0b Dial 20/10 ANSWERED 4.1 1 did=74951234567
        10:00:20 79161112233>302 from-trunk PJSIP/trunk-0a -> '' Park(default:701) 40/40 ANSWERED 4.1 2 did=74951234567
        10:01:00 79161112233>302 from-trunk PJSIP/trunk-0a -> PJSIP/305-0c Park(default:701) 60/60 ANSWERED 4.1 3 did=74951234567
        """,
        "inbound 79161112233>74951234567 302+305 answered 10 70",
    ),
    "picked up by a colleague, after a greeting: 201's own row says it never answered": (
        """
        10:00:00 201>88201 from-internal PJSIP/201-0b -> '' AppDial 5/0 NOANSWER 4.2 1 linkedid=4.1
        10:00:00 79161112233>201 from-trunk PJSIP/trunk-0a -> PJSIP/201-0b Dial 5/5 ANSWERED 4.1 2 did=74951234567 linkedid=4.1
        10:00:05 79161112233>201 from-trunk PJSIP/trunk-0a -> PJSIP/305-0c Dial 13/13 ANSWERED 4.1 3 did=74951234567 linkedid=4.1
        """,
        "inbound 79161112233>74951234567 305 answered 5 13",
    ),
    "picked up out of a queue, after a greeting that is a part of the first row": (
        """
        10:00:10 201>88201 from-internal PJSIP/201-0b -> '' AppDial 5/0 NOANSWER 4.2 1 linkedid=4.1
        10:00:00 79161112233>600 ext-queues PJSIP/trunk-0a -> PJSIP/201-0b Queue(600) 15/15 ANSWERED 4.1 2 did=74951234567 linkedid=4.1
        10:00:15 79161112233>600 ext-queues PJSIP/trunk-0a -> PJSIP/305-0c Queue(600) 13/13 ANSWERED 4.1 3 did=74951234567 linkedid=4.1
        """,
        "inbound 79161112233>74951234567 305 answered 15 13",
    ),
    "click-to-call: the employee's phone is rung first": (
        """
        12:16:01 79161112255>303 from-internal Local/303@from-internal-03;2 -> PJSIP/303-4a Dial(PJSIP/303) 16/14 ANSWERED 9.81 109 linkedid=9.80
        12:16:01 303>79161112255 from-internal Local/303@from-internal-03;1 -> PJSIP/trunk-4e Dial(PJSIP/79161112255@trunk) 16/11 ANSWERED 9.80 108 linkedid=9.80
        """,
        "outbound 303>79161112255 79161112255 answered 5 11",
    ),
    "click-to-call: the employee does not pick up his own phone": (
        """
        12:16:01 79161112255>303 from-internal Local/303@from-internal-03;2 -> PJSIP/303-4a Dial(PJSIP/303) 16/0 NOANSWER 9.81 109 linkedid=9.80
        """,
        "outbound 303>79161112255 - no answer 16 0",
    ),
    "click-to-call: the client is rung first": (
        """
        12:16:01 303>79161112255 from-internal Local/79161112255@from-internal-03;2 -> PJSIP/trunk-4a Dial(PJSIP/79161112255@trunk) 26/20 ANSWERED 9.81 109 linkedid=9.80
        12:16:01 79161112255>303 from-internal Local/79161112255@from-internal-03;1 -> PJSIP/303-4e Dial(PJSIP/303) 26/16 ANSWERED 9.80 108 linkedid=9.80
        """,
        "outbound 303>79161112255 79161112255 answered 10 16",
    ),
    "click-to-call: the client is rung first, the employee does not answer": (
        """
        12:16:01 303>79161112255 from-internal Local/79161112255@from-internal-03;2 -> PJSIP/trunk-4a Dial(PJSIP/79161112255@trunk) 26/20 ANSWERED 9.81 109 linkedid=9.80
        12:16:01 79161112255>303 from-internal Local/79161112255@from-internal-03;1 -> PJSIP/303-4e Dial(PJSIP/303) 26/20 NOANSWER 9.80 108 linkedid=9.80
        """,
        "outbound 303>79161112255 - no answer 26 0",
    ),
    "an inbound call sent straight on to a mobile": (
        """
        10:00:00 79037654321>79161112233 from-trunk PJSIP/trunk-0a -> PJSIP/trunk-0b Dial(PJSIP/79161112233@trunk) 30/22 ANSWERED 4.1 1 did=74951234567
        """,
        "inbound 79037654321>74951234567 79161112233 answered 8 22",
    ),
    "a conference of an old Asterisk, which does not say who else was there": (
        """
        10:00:00 201>900 from-internal PJSIP/201-0a -> '' MeetMe(900) 300/300 ANSWERED 4.1 1
        """,
        "internal 201>900 900 answered 0 300",
    ),
    "alone in a conference": (
        """
        10:00:00 201>900 from-internal PJSIP/201-0a -> '' ConfBridge(900) 300/300 ANSWERED 4.1 1
        """,
        "internal 201>900 - no answer 300 0",
    ),
    "a client comes into a conference that a colleague has opened": (
        """
        10:00:00 201>900 from-internal PJSIP/201-0a -> '' ConfBridge(900) 20/20 ANSWERED 4.1 1
        10:00:20 201>900 from-internal PJSIP/201-0a -> PJSIP/trunk-0b ConfBridge(900) 60/60 ANSWERED 4.1 2
        10:00:10 79037654321>900 from-trunk PJSIP/trunk-0b -> '' ConfBridge(900) 10/10 ANSWERED 4.2 3 did=74951234567 linkedid=4.1
        """,
        "inbound 79037654321>74951234567 201 answered 20 60",
    ),
    "an own group of phones, dialled by its number": (
        """
        10:00:00 302>2003 from-internal PJSIP/302-0a -> PJSIP/303-0b Dial(PJSIP/303&PJSIP/304) 8/0 NOANSWER 4.1 1
        10:00:00 302>2003 from-internal PJSIP/302-0a -> PJSIP/304-0c Dial(PJSIP/303&PJSIP/304) 20/12 ANSWERED 4.1 2
        """,
        "internal 302>2003 304 answered 8 12",
    ),
    "internal, sent on: dst is overwritten": (
        """
        10:00:00 201>305 from-internal PJSIP/201-0a -> PJSIP/302-0b Dial(PJSIP/302) 12/10 ANSWERED 8.1 1
        10:00:12 201>305 from-internal PJSIP/201-0a -> PJSIP/305-0c Dial(PJSIP/305) 22/20 ANSWERED 8.1 2
        """,
        "internal 201>302 302+305 answered 2 30",
    ),
    "sent on to a ring group, whose name is written over the first row": (
        """
        10:00:00 79161112233>2003 ext-group PJSIP/trunk-0a -> PJSIP/302-0b Dial(PJSIP/302,20) 12/10 ANSWERED 8.1 1 did=74951234567
        10:00:12 79161112233>2003 ext-group PJSIP/trunk-0a -> PJSIP/303-0c Dial(PJSIP/303&PJSIP/304) 5/5 NOANSWER 8.1 2 did=74951234567
        10:00:12 79161112233>2003 ext-group PJSIP/trunk-0a -> PJSIP/304-0d Dial(PJSIP/303&PJSIP/304) 25/25 ANSWERED 8.1 3 did=74951234567
        """,
        "inbound 79161112233>74951234567 302+304 answered 2 30",
    ),
    "on to a mobile through a Local channel that is optimised away": (
        """
        10:00:00 79037654321>74951234567 from-trunk PJSIP/trunk-0a -> PJSIP/201-0b Dial(PJSIP/201&Local/79161112244@from-internal,30) 9/0 NOANSWER 4.1 1 did=74951234567
        10:00:00 79037654321>74951234567 from-trunk PJSIP/trunk-0a -> Local/79161112244@from-internal-1;1 Dial(PJSIP/201&Local/79161112244@from-internal,30) 10/1 ANSWERED 4.1 2 did=74951234567
        10:00:00 79037654321>79161112244 from-internal Local/79161112244@from-internal-1;2 -> PJSIP/trunk-0c Dial(PJSIP/79161112244@trunk) 10/1 ANSWERED 4.3 3 linkedid=4.1
        10:00:10 79037654321>74951234567 from-trunk PJSIP/trunk-0a -> PJSIP/trunk-0c Dial(PJSIP/201&Local/79161112244@from-internal,30) 30/30 ANSWERED 4.1 4 did=74951234567
        """,
        "inbound 79037654321>74951234567 79161112244 answered 9 31",
    ),
    "a conference of three, drawn pair by pair": (
        """
        10:00:00 79037654321>900 from-trunk PJSIP/trunk-0a -> PJSIP/201-0b ConfBridge(900) 60/60 ANSWERED 4.1 1 did=74951234567
        10:00:00 79037654321>900 from-trunk PJSIP/trunk-0a -> PJSIP/202-0c ConfBridge(900) 60/60 ANSWERED 4.1 2 did=74951234567
        10:00:00 201>900 from-internal PJSIP/201-0b -> PJSIP/202-0c ConfBridge(900) 60/60 ANSWERED 4.2 3
        """,
        "inbound 79037654321>74951234567 201+202 answered 0 60",
    ),
    "an anonymous caller": (
        """
        10:00:00 anonymous>302 from-trunk PJSIP/trunk-0a -> PJSIP/302-0b Dial 30/20 ANSWERED 6.1 101 did=74951234567
        """,
        "inbound >74951234567 302 answered 10 20",
    ),
    "a trunk called like an extension": (
        """
        10:00:00 79161112233>302 from-trunk SIP/1001-0a -> SIP/302-0b Dial(SIP/302) 30/20 ANSWERED 6.1 101 did=74951234567
        """,
        "inbound 79161112233>74951234567 302 answered 10 20",
    ),
    "a vanilla table knows no did": (
        """
        10:00:00 79161112233>74951234567 from-trunk SIP/provider-0a -> SIP/302-0b Dial(SIP/302) 30/20 ANSWERED 6.1 101
        """,
        "inbound 79161112233>74951234567 302 answered 10 20",
    ),
    "a phone hears a feature code's announcement": (
        """
        10:00:00 302>*65 from-internal PJSIP/302-0a -> '' Playback 6/6 ANSWERED 6.1 101
        """,
        "internal 302>*65 - menu 6 0",
    ),
    "the extension's phone is not there at all": (
        """
        10:00:00 79161112233>201 ext-local PJSIP/trunk-0a -> '' Dial(PJSIP/201) 1/0 FAILED 6.1 101 did=74951234567
        """,
        "inbound 79161112233>74951234567 - missed 1 0",
    ),
    "a transfer after the root channel's row was written under its old linkedid": (
        """
        10:00:00 79161112233>302 from-trunk PJSIP/trunk-0a -> PJSIP/302-0b Dial 30/20 ANSWERED 6.1 1 did=74951234567 linkedid=6.1
        10:00:30 302>305 from-internal PJSIP/302-0d -> PJSIP/305-0e Dial 20/15 ANSWERED 6.5 2 linkedid=6.5
        10:00:50 79161112233>305 from-internal PJSIP/trunk-0a -> PJSIP/305-0e Dial 40/40 ANSWERED 6.1 3 did=74951234567 linkedid=6.5
        """,
        "inbound 79161112233>74951234567 302+305 answered 10 60",
    ),
}


@pytest.mark.parametrize(("picture", "call"), PICTURES.values(), ids=PICTURES.keys())
def test_rows_become_the_call_they_were(picture: str, call: str) -> None:
    assert told(picture) == call


def test_two_phones_that_were_asked_are_both_named() -> None:
    picture, _ = PICTURES["out: the first trunk is congested, on the second nobody answers"]
    (call,) = calls(picture)
    assert [(step.whom, step.result) for step in call.steps[1:]] == [
        ("79161112233", "failed"),
        ("79161112233", "no answer"),
    ]
