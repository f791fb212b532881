Console.Error.WriteLine("KefuChat.Faults: nothing to run yet");
return 2;
